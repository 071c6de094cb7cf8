"""What an account is told of: on the site, and by mail as its holder chose.

A feature above registers kinds of news and a source (kinds.py, sources.py) in its
``AppConfig.ready``, and announces what happens (announcing.py). Nothing here knows what a topic is.
From there it goes in two steps that may die at any moment: fanning.py makes of a happening one
notice for each person, mailing.py makes of notices mails.
"""
