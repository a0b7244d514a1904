"""Anti-fraud at application, in a bank's node: the case is built of what the bank has under its permits, judged when
the application is assessed, and settled by people before anything is approved.
"""
