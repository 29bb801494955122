class LogRouter:
    """Sends the access log's own tables through the connection "log"; everything else takes the default way."""

    MODELS = frozenset({"accessevent", "accesshead"})

    def db_for_write(self, model, **hints):
        return "log" if model._meta.app_label == "access" and model._meta.model_name in self.MODELS else None

    db_for_read = db_for_write

    def allow_relation(self, first, second, **hints):
        return None

    def allow_migrate(self, db, app_label, **hints):
        return db == "default"
