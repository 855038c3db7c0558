"""Dojo: a Slack app for small groups that learn together.

The map, from the top down; imports go down it and never up.

cli        the commands; each imports what it needs
__main__   makes `python -m slackapp` the same command
doctor     what is wrong, and what helps
sandbox    Slack, pretended: served to a browser by `slackapp try`, and to the tests
running    `slackapp run`: the database, then everything, until told to stop
manifest   what Slack is told about the app, for HTTP at an address too
telling    `slackapp why`: what was done about something, and what was not
exporting  `slackapp export`: a workspace, a pod or a person, as Markdown and JSON
app        the assembly: storage, Slack, the door, the pulse and delivery, in order
health     whether the app is alive, and ready
serving    an HTTP server in the running event loop
door       raw bytes from Slack: verified, parsed, and with a name on them
pulse      once a second it wakes whoever asks what is due
tick       takes the steps that are due: rituals, demos
delivery   the only place that speaks unasked: facts become messages, once each
install    installations: the app's token in a workspace, sealed
gallery    one example of every view, and the extremes
           (here stands handlers, a package of its own, which hears Slack)
views      plain values in, Block Kit out
services   verbs: functions of a transaction
ids        every name that Slack sends back to us
slack      the one client of Slack's Web API, and what each of its errors means
           (here stands storage, a package of its own, which remembers)
domain     rules and words; pure, no I/O
settings   what the operator says through the environment
logs       one event a line, and never what anybody wrote
errors     what the product may say no to
clock      what time it is
"""
