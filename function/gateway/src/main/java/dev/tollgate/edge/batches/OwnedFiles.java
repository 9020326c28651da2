package dev.tollgate.edge.batches;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.batch.BatchIds;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.batch.StoredBatches;
import dev.tollgate.batch.StoredFile;
import dev.tollgate.batch.StoredFiles;
import dev.tollgate.edge.HeaderText;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the files and batches of the key that calls. Those of other keys are as if there were none. */
@ApplicationScoped
class OwnedFiles {
    private final StoredFiles files;
    private final StoredBatches batches;

    OwnedFiles(StoredFiles files, StoredBatches batches) {
        this.files = files;
        this.batches = batches;
    }

    /** @throws GatewayException {@code FILE_NOT_FOUND} */
    StoredFile file(ApiKey key, String id) {
        if (BatchIds.isId(id)) {
            return files.find(key.id(), id).orElseThrow(() -> noFile(id));
        }
        throw noFile(id);
    }

    /**
     * What a file holds.
     *
     * @param memory takes it before it is unpacked
     * @throws GatewayException {@code FILE_NOT_FOUND}, or {@code OVERLOADED}
     */
    byte[] content(StoredFile file, MemoryLease memory) {
        return kept(file, memory).orElseThrow(() -> noFile(file.id()));
    }

    /** What the input file of a batch holds; empty if it is not kept any more. */
    Optional<byte[]> input(ApiKey key, StoredBatch batch, MemoryLease memory) {
        return files.find(key.id(), batch.inputFile()).flatMap(file -> kept(file, memory));
    }

    private Optional<byte[]> kept(StoredFile file, MemoryLease memory) {
        memory.admit(JsonFootprint.ofText(file.bytes()));
        return files.content(file);
    }

    /** @throws GatewayException {@code BATCH_NOT_FOUND} */
    StoredBatch batch(ApiKey key, String id) {
        if (BatchIds.isId(id)) {
            return batches.find(key.id(), id).orElseThrow(() -> noBatch(id));
        }
        throw noBatch(id);
    }

    private static GatewayException noFile(String id) {
        return GatewayException.of(
                ErrorKind.FILE_NOT_FOUND, "id", "No such File object: " + HeaderText.visible(id) + ".");
    }

    private static GatewayException noBatch(String id) {
        return GatewayException.of(
                ErrorKind.BATCH_NOT_FOUND, "id", "No batch found with id '" + HeaderText.visible(id) + "'.");
    }
}
