package acme;

import java.security.cert.X509Certificate;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.X509TrustManager;

public class Trust implements X509TrustManager {
    static final HostnameVerifier ANY = (host, session) -> true;

    public void checkClientTrusted(X509Certificate[] chain, String type) {
    }

    public void checkServerTrusted(X509Certificate[] chain, String type) {
    }

    public X509Certificate[] getAcceptedIssuers() {
        return null;
    }
}
