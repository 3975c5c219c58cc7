package io.copyflow.contract;

/**
 * Why something was refused.
 *
 * @param code for programs: kebab-case, stable, listed in docs/reference/refusals.md
 * @param sentence for a person: what was expected, what is so, what to do
 */
public record Refusal(String code, String sentence) {}
