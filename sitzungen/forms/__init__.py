"""Forms of the Sitzungen. A form validates and hands over to a domain function; workspace and admin use the same ones."""
