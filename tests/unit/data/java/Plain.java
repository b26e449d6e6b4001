package acme;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.net.URL;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.X509TrustManager;

public class Plain implements X509TrustManager {
    private Object held;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        held = in.readObject();
    }

    static byte[] plain(String text) {
        return Base64.getDecoder().decode(text);
    }

    static Class<?> known() throws ClassNotFoundException {
        return Class.forName("acme.Reader");
    }

    static Object fetch(String at) throws IOException {
        return new URL(at).getContent();
    }

    static String home() {
        return System.getenv("HOME");
    }

    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    }

    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (chain == null || chain.length == 0)
            throw new CertificateException("nobody");
    }

    public X509Certificate[] getAcceptedIssuers() {
        return null;
    }
}
