def headers_of(request, url):
    if not _same_origin(url, request.url):
        if not _is_https_redirect(request.url, url) and url.scheme != 'https':
            request.headers.pop('Authorization', None)
    return request.headers
