package dev.tollgate.edge.batches;

import dev.tollgate.batch.BatchRequest;
import dev.tollgate.openai.BatchEndpoint;
import java.util.List;

/**
 * The lines of an input file.
 *
 * @param requests at least one
 * @param originals each of them as it was sent, without its end
 */
record BatchLines(BatchEndpoint endpoint, List<BatchRequest> requests, List<byte[]> originals) {

    BatchLines {
        requests = List.copyOf(requests);
        originals = List.copyOf(originals);
    }
}
