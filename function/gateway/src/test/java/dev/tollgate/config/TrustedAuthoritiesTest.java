package dev.tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTest {
    @TempDir
    private Path folder;

    @Test
    void withoutAFileJavasOwnIsLeftAlone() {
        TrustedAuthorities trust = new TrustedAuthorities(Optional.empty());

        assertThat(trust.managers()).isEmpty();
        assertThat(trust.context()).isEmpty();
    }

    @Test
    void aFileAddsToThePublicAuthorities() throws IOException, GeneralSecurityException {
        List<X509Certificate> known = publicOnes();
        Path file = Files.writeString(folder.resolve("ca.pem"), pem(known.getFirst()) + pem(known.getLast()));

        TrustedAuthorities trust = new TrustedAuthorities(Optional.of(file));

        assertThat(issuers(trust.managers().orElseThrow()).toList()).containsAll(known);
        assertThat(trust.context()).isPresent();
    }

    @Test
    void aFileWithoutCertificatesIsRefusedByName() throws IOException {
        Path missing = folder.resolve("missing.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path broken = Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nno\n");

        for (Path file : List.of(missing, empty, broken)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TrustedAuthorities(Optional.of(file)))
                    .withMessageStartingWith("TOLLGATE_TLS_CA_FILE: " + file + " cannot be used: ");
        }
    }

    private static List<X509Certificate> publicOnes() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return issuers(factory.getTrustManagers()).toList();
    }

    private static Stream<X509Certificate> issuers(TrustManager... managers) {
        return Arrays.stream(managers)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()));
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
