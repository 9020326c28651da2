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
import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities that TLS connections trust. The file is read once, at startup, so that an unreadable file
 * stops the start. A changed file needs a restart.
 */
@Startup
@Singleton
public class TrustedAuthorities {
    private final Optional<TrustManager[]> managers;

    @Inject
    TrustedAuthorities(GatewayConfig config) {
        this(config.tls().caFile());
    }

    /** The public authorities and, if there is a file, those in it. */
    public TrustedAuthorities(Optional<Path> caFile) {
        this.managers = caFile.map(TrustedAuthorities::read);
    }

    /** For a client that builds its own TLS context. Empty if Java's defaults are enough, which costs nothing. */
    public Optional<TrustManager[]> managers() {
        return managers.map(TrustManager[]::clone);
    }

    /** For a client that needs a complete TLS context. Empty if Java's defaults are enough. */
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
                throw new IllegalArgumentException(unusable(file, "it contains no certificate"));
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            put(added, "added", all);
            put(authorities(), "public", all);
            return factory(all).getTrustManagers();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(unusable(file, unreadable.toString()), unreadable);
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

    /** Without a key store, the factory uses Java's public authorities. */
    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static String unusable(Path file, String reason) {
        return "TOLLGATE_TLS_CA_FILE: " + file + " cannot be used: " + reason + ".";
    }
}
