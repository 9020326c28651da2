package dev.tollgate.store.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;

/**
 * Removes signatures for several regions, which need the AWS CRT (see {@link ChecksumsByJava}). The gateway signs for
 * one.
 */
@SuppressWarnings("DoNotCallSuggester") // as in ChecksumsByJava
@TargetClass(AwsV4aHttpSigner.class)
interface NoV4a {
    @Substitute
    static AwsV4aHttpSigner create() {
        throw new UnsupportedOperationException("SigV4a needs the AWS CRT, which is not in this image");
    }
}
