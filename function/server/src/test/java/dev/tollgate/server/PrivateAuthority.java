package dev.tollgate.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A company's private certificate authority, with a certificate for the servers on 127.0.0.1.
 *
 * @param certificate the certificate of the authority, as PEM
 * @param servers the key and the certificate of the servers, as PKCS #12
 */
record PrivateAuthority(Path certificate, Path servers) {
    static final String PASSWORD = "private";

    /** Creates the authority with the JDK's keytool. */
    static PrivateAuthority create() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tollgate-ca");
        PrivateAuthority authority = new PrivateAuthority(folder.resolve("ca.pem"), folder.resolve("servers.p12"));
        Path own = folder.resolve("ca.p12");
        Path request = folder.resolve("servers.csr");
        Path granted = folder.resolve("servers.pem");
        keytool(own, "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Private CA", "-ext", "bc:c");
        keytool(own, "-exportcert", "-alias", "ca", "-rfc", "-file", authority.certificate.toString());
        keytool(authority.servers, "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=server");
        keytool(authority.servers, "-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                own,
                "-gencert",
                "-alias",
                "ca",
                "-rfc",
                "-ext",
                "san=ip:127.0.0.1",
                "-infile",
                request.toString(),
                "-outfile",
                granted.toString());
        // keytool accepts the certificate only with its whole chain.
        keytool(
                authority.servers,
                "-importcert",
                "-alias",
                "ca",
                "-noprompt",
                "-file",
                authority.certificate.toString());
        keytool(authority.servers, "-importcert", "-alias", "server", "-noprompt", "-file", granted.toString());
        return authority;
    }

    /** Returns the context for a server of the JDK. */
    SSLContext serverContext() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(servers)) {
            store.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path output = Files.createTempFile("tollgate-keytool", ".log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(command + " printed " + Files.readString(output));
        }
    }
}
