"""Pages of the Sitzungen in the inner wing. The pages of the acts stand in the workspace and in the admin: `rahmen`."""
