/**
 * Administration as a Lambda function: the gateway's function, with the admin API and the console in the place of the gateway's paths.
 * Quarkus finds both classes, and nothing else uses them.
 */
@NullMarked
package dev.tollgate.admin.lambda;

import org.jspecify.annotations.NullMarked;
