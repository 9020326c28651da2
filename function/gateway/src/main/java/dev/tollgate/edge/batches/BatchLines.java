package dev.tollgate.edge.batches;

import dev.tollgate.batch.BatchRequest;
import dev.tollgate.edge.BatchLineFormat;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.LineRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The lines of an input file.
 *
 * @param requests at least one
 * @param originals each of them as it was sent, without its end
 */
record BatchLines(BatchLineFormat format, List<BatchRequest> requests, List<byte[]> originals) {

    BatchLines {
        requests = List.copyOf(requests);
        originals = List.copyOf(originals);
    }

    /** The endpoint that all lines name. */
    BatchEndpoint endpoint() {
        return format.endpoint();
    }

    /** What each line requests, by its custom id. */
    Map<String, LineRequest> byCustomId() {
        return requests.stream().collect(Collectors.toMap(BatchRequest::customId, BatchRequest::content));
    }
}
