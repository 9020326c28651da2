/**
 * Answers equal requests from kept answers, where an alias or a key says so. {@code pipeline} asks it after a call was accepted, and
 * before a target is sent the request; the port has its implementation in {@code store}. Start reading at
 * {@link dev.tollgate.responsecache.ResponseCache}.
 */
@NullMarked
package dev.tollgate.responsecache;

import org.jspecify.annotations.NullMarked;
