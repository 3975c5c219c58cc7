package io.copyflow.runtime;

/**
 * How a part of a process that is no stage is now, for {@link OperationsPages}.
 *
 * @param live false once it can work no longer and the process must be started again
 * @param ready whether it does its work now
 * @param state for a person: what it does, or what keeps it from it and what to do
 */
public record PartHealth(String name, boolean live, boolean ready, String state) {}
