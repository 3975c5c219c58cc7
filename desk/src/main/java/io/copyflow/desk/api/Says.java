package io.copyflow.desk.api;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What something is, for the OpenAPI document. */
@Retention(RetentionPolicy.RUNTIME)
@interface Says {
    String value();
}
