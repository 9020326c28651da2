package dev.tollgate.edge;

import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.process.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.function.Function;

/** A body is a request that can be written again, or a 400 that names the field. */
public final class RequestReaderFuzz {
    private static final RequestReader READER = new RequestReader(GatewayConfigs.with(Map.of()));

    private RequestReaderFuzz() {}

    /** The entry point of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        read(input, body -> READER.chat(body, NamedModel.IN_BODY).request());
        read(input, body -> READER.embedding(body, NamedModel.IN_BODY));
        read(input, body -> READER.completion(body, NamedModel.IN_BODY));
    }

    private static void read(byte[] input, Function<RequestBody, ?> reader) throws Exception {
        try {
            Object request = reader.apply(new RequestBody(
                    "application/json",
                    ContentCoding.of(""),
                    new ByteArrayInputStream(input),
                    input.length,
                    new MemoryBudget(Integer.MAX_VALUE).lease(),
                    bytes -> {}));
            JsonCodec.mapper().writeValueAsBytes(request);
        } catch (GatewayException refused) {
            if (refused.kind() == ErrorKind.INTERNAL) {
                throw refused;
            }
        }
    }
}
