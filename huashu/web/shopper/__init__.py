"""The door for shoppers' browsers: the widget, its session, its socket. No rules: it checks, calls a service, delivers.

Everything here is open to the internet. A shopper's token opens one conversation with one shop from one origin, and
nothing else.
"""
