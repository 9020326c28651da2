package dev.tollgate.auth;

/** Port: remembers which callers there were, because no file lists those who have a token. */
public interface CallerRegister {

    /** Lists the caller under the id of its usage records. Returns without an error if the store does not answer. */
    void seen(String callerId);
}
