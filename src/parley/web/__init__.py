"""The page: a chat, the script to copy, the pay band as a picture. Everything it shows comes from `coach.Reply`."""
