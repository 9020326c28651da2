/** What a native image has of the AWS SDK in another form, or not at all. A JVM never loads these classes. */
package dev.tollgate.store.image;
