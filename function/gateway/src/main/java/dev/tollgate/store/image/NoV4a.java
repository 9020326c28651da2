package dev.tollgate.store.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;

/** Signatures for several regions at once need the AWS CRT, as {@link ChecksumsByJava} says. The gateway signs for one. */
@SuppressWarnings("DoNotCallSuggester") // as there
@TargetClass(AwsV4aHttpSigner.class)
interface NoV4a {
    @Substitute
    static AwsV4aHttpSigner create() {
        throw new UnsupportedOperationException("SigV4a needs the AWS CRT, which is not in this image");
    }
}
