-- Expired refresh tokens are deleted every hour, though their session lives.
create index refresh_tokens_by_expiry on refresh_tokens (expires_at);
