/**
 * Traces and metrics of calls for OpenTelemetry's collectors, without OpenTelemetry's SDK
 * (<a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a> over HTTP, as JSON). They are made of what is recorded anyway, once
 * a call has ended: the edge passes its report to {@link dev.tollgate.call.CallTelemetry}. Nothing here runs unless a collector is
 * configured. Start reading at {@link dev.tollgate.telemetry.OtlpTelemetry}.
 */
@NullMarked
package dev.tollgate.telemetry;

import org.jspecify.annotations.NullMarked;
