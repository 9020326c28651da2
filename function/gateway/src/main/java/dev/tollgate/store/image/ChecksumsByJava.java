package dev.tollgate.store.image;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/**
 * Replaces the AWS SDK's optional use of the AWS CRT, a library in C, for some checksums. The library is not there, and
 * a native image that calls it cannot be linked. DynamoDB and SSM need no checksum that Java lacks.
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
