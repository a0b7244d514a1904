"""What an id_token may be signed with: never `none`, and no MAC, whose key a public key could be taken for.

The names are those of JOSE (RFC 7518, RFC 8037), and the choice is the provider's: a consortium's suite is not asked.
"""

ALGORITHMS = frozenset({"RS256", "PS256", "ES256", "EdDSA"})
