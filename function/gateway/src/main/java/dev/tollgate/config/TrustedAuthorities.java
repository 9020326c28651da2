package dev.tollgate.config;

import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom TLS connections trust, where the setting names more than the public authorities. Read at the start, so that a
 * file that cannot be read is noticed then, and once: a new file needs a new start.
 */
@Startup
@Singleton
public class TrustedAuthorities {
    private final Optional<TrustManager[]> managers;

    @Inject
    TrustedAuthorities(GatewayConfig config) {
        this(config.tls().caFile());
    }

    /** The public authorities and, where there is one, what this file holds. */
    public TrustedAuthorities(Optional<Path> caFile) {
        this.managers = caFile.map(TrustedAuthorities::read);
    }

    /** For a client that makes the rest itself. Empty where Java's own will do, which then costs nothing. */
    public Optional<TrustManager[]> managers() {
        return managers.map(TrustManager[]::clone);
    }

    /** For a client that takes a whole context. Empty where Java's own will do. */
    public Optional<SSLContext> context() {
        return managers.map(TrustedAuthorities::context);
    }

    private static SSLContext context(TrustManager[] managers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Java has no TLS", impossible);
        }
    }

    private static TrustManager[] read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> added =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (added.isEmpty()) {
                throw new IllegalArgumentException(refusal(file, "it holds no certificate"));
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            put(added, "added", all);
            put(authorities(), "public", all);
            return factory(all).getTrustManagers();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(refusal(file, unreadable.toString()), unreadable);
        }
    }

    private static List<X509Certificate> authorities() throws GeneralSecurityException {
        return Arrays.stream(factory(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .toList();
    }

    private static void put(Collection<? extends Certificate> certificates, String name, KeyStore store)
            throws GeneralSecurityException {
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry(name + number++, certificate);
        }
    }

    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static String refusal(Path file, String reason) {
        return "TOLLGATE_TLS_CA_FILE: " + file + " cannot be used: " + reason + ".";
    }
}
