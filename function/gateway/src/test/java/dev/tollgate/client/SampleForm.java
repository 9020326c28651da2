package dev.tollgate.client;

import dev.tollgate.parse.FormPart;
import dev.tollgate.parse.MultipartForm;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/** A form with files, as clients send it. */
public final class SampleForm {
    /** What separates its parts. */
    public static final String BOUNDARY = "----sample-7d1";

    private final List<FormPart> parts = new ArrayList<>();

    /** A form with this model. */
    public static SampleForm of(String model) {
        return new SampleForm().with("model", model);
    }

    /** The same form with one more field. */
    public SampleForm with(String name, String value) {
        parts.add(FormPart.text(name, value));
        return this;
    }

    /** The same form with one more file. */
    public SampleForm file(String name, String type, byte[] content) {
        parts.add(new FormPart(name, name + ".bin", type, content));
        return this;
    }

    /** Its bytes. */
    public byte[] bytes() {
        return MultipartForm.write(parts, BOUNDARY);
    }

    /** A request that sends it. */
    public HttpRequest.Builder post(GatewayClient client, String path) {
        return client.request(path)
                .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(bytes()));
    }
}
