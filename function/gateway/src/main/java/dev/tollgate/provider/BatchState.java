package dev.tollgate.provider;

import dev.tollgate.openai.BatchCounts;
import dev.tollgate.openai.BatchError;
import dev.tollgate.openai.BatchStatus;
import java.util.List;

/**
 * What a provider says of one of its batches.
 *
 * @param id the provider's own name of the batch
 * @param results the names of what holds its results, as far as there are any; each adapter knows its own
 * @param errors why the provider did not accept its lines, if it did not
 */
public record BatchState(
        String id, BatchStatus status, BatchCounts counts, List<String> results, List<BatchError> errors) {

    public BatchState {
        results = List.copyOf(results);
        errors = List.copyOf(errors);
    }
}
