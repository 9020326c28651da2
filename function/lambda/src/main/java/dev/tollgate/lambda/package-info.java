/** Carries the gateway in a Lambda function: asks the Runtime API for events and streams the answers back to it. */
package dev.tollgate.lambda;
