"""The only place that speaks unasked: facts become messages, once each."""

from slackapp.delivery.delivery import Delivery

__all__ = ["Delivery"]
