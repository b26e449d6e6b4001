def orders(cursor, tenant, customer):
    cursor.execute("SELECT id FROM orders WHERE tenant = %s AND customer = %s", (tenant, customer))
    return cursor.fetchall()


def cookie(value):
    return f"sid={value}; HttpOnly; Secure"
