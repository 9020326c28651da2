package dev.tollgate.server;

import dev.tollgate.dynamodb.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * The packaged admin function in the emulator, which verifies signatures as API Gateway does. With
 * {@code -Ddev.tollgate.admin.function=ZIP}, another package of it than the one for the JVM.
 */
final class AdminFunction implements AutoCloseable {
    /** Who signs requests. */
    static final String ARN = "arn:aws:sts::123456789012:assumed-role/Deployer/pipeline";

    private static final String KEY_ID = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Path ROOT = Path.of(System.getProperty("dev.tollgate.root"));
    private static final String ZIP = System.getProperty(
            "dev.tollgate.admin.function",
            ROOT.resolve("function/admin-lambda/target/function.zip").toString());

    /** Those that the client sets itself. */
    private static final Set<String> RESTRICTED = Set.of("host", "content-length");

    private final HttpClient client = HttpClient.newHttpClient();
    private final EmulatedFunction function;

    private AdminFunction(EmulatedFunction function) {
        this.function = function;
    }

    static AdminFunction start(URI tables, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("TOLLGATE_DYNAMODB_ENDPOINT", tables.toString());
        Path output = Files.createTempDirectory("tollgate-it").resolve("admin.log");
        return new AdminFunction(EmulatedFunction.start(
                ROOT, ZIP, FreePorts.free(), all, output, "--caller", KEY_ID + ":" + SECRET + ":" + ARN));
    }

    URI url() {
        return function.url();
    }

    /** Everything that the function has printed. */
    List<String> output() throws IOException {
        return function.output();
    }

    /** Sends a request as it is. */
    HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url().resolve(path)).method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a request with a signature of the AWS SDK, to where API Gateway verifies it. */
    HttpResponse<String> sendSigned(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(method, "/iam" + path, body, signed(method, "/iam" + path, body, headers));
    }

    private Map<String, String> signed(String method, String path, String body, Map<String, String> headers) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().uri(url().resolve(path)).method(SdkHttpMethod.fromValue(method));
        headers.forEach(request::putHeader);
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsCredentialsIdentity.create(KEY_ID, SECRET))
                        .request(request.build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
        Map<String, String> all = new HashMap<>();
        signed.request().headers().forEach((name, values) -> {
            if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
                all.put(name, String.join(",", values));
            }
        });
        return all;
    }

    @Override
    public void close() {
        function.close();
        client.close();
    }
}
