def orders(cursor, tenant, customer, offset=0):
    cursor.execute("SELECT id FROM orders WHERE tenant = %s AND customer = %s LIMIT 100 OFFSET %s",
                   (tenant, customer, offset))
    return cursor.fetchall()


def cookie(value):
    return f"sid={value}; HttpOnly; Secure; SameSite=Strict"
