"""Hand-off: taking what the outbox holds to mail, Slack, webhooks and CRMs."""
