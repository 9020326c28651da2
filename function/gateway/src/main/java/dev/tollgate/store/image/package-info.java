/**
 * Substitutions in the AWS SDK and Apache's HTTP client for native images. GraalVM applies them when it builds an
 * image; a JVM never loads these classes. Start reading at {@link dev.tollgate.store.image.ChecksumsByJava}.
 */
@NullMarked
package dev.tollgate.store.image;

import org.jspecify.annotations.NullMarked;
