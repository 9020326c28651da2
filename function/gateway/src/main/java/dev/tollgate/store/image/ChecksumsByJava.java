package dev.tollgate.store.image;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/**
 * The AWS SDK would take some checksums from a library in C, the AWS CRT, where it is at hand. It is not, and a native
 * image cannot be linked with calls of it. DynamoDB and SSM need none of those that Java does not have.
 */
@SuppressWarnings("DoNotCallSuggester") // nobody calls a substitution by its own name
@TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
final class ChecksumsByJava {
    @Substitute
    public static SdkChecksum crc32cImplementation() {
        return createSdkBasedCrc32C();
    }

    @Substitute
    static SdkChecksum crc64NvmeCrtImplementation() {
        throw new UnsupportedOperationException("CRC64NVME needs the AWS CRT, which is not in this image");
    }

    @Substitute
    static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
        throw new UnsupportedOperationException(
                algorithm.algorithmId() + " needs the AWS CRT, which is not in this image");
    }

    @Alias
    static native SdkChecksum createSdkBasedCrc32C();
}
