"""Presses, counted by the database itself: nothing of the app says how many it kept."""

from sqlalchemy import text

from storage import Transaction

_PRESS = "CREATE TABLE press (id INTEGER)"
_BEGIN = {
    "sqlite": (
        _PRESS,
        """CREATE TRIGGER watched AFTER INSERT ON demo_watch
        BEGIN INSERT INTO press VALUES (1); END""",
        """CREATE TRIGGER not_watched AFTER DELETE ON demo_watch
        BEGIN INSERT INTO press VALUES (1); END""",
    ),
    "postgresql": (
        _PRESS,
        """CREATE FUNCTION pressed() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO press VALUES (1); RETURN NULL; END'""",
        """CREATE TRIGGER pressed AFTER INSERT OR DELETE ON demo_watch
        FOR EACH ROW EXECUTE FUNCTION pressed()""",
    ),
}


def begin(tx: Transaction) -> None:
    """Have the database note each press from now on."""
    connection = tx.session.connection()
    for statement in _BEGIN[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def presses(tx: Transaction) -> int:
    """How many presses were committed since."""
    return tx.session.scalar(text("SELECT count(*) FROM press")) or 0
