"""Finding telephone numbers in texts, long and short. Which of them are findings is for rules/."""
