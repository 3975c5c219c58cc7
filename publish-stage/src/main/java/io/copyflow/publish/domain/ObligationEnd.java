package io.copyflow.publish.domain;

/** How an obligation ends that is not met. */
public enum ObligationEnd {
    KILLED,
    WAIVED
}
