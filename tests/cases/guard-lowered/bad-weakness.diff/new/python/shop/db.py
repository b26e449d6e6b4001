def orders(cursor, tenant, customer):
    cursor.execute(f"SELECT id FROM orders WHERE tenant = '{tenant}' AND customer = %s", (customer,))
    return cursor.fetchall()


def cookie(value):
    return f"sid={value}; HttpOnly; Secure"
