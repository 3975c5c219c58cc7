package io.copyflow.broker;

/**
 * Why a running broker can no longer do its work. A stand-alone Kafka would have ended its process here; this one
 * leaves the process alone, so whoever owns it must close it.
 *
 * @param code {@code no-space}, {@code data-dir-failed} or {@code broker-failed}
 * @param sentence for the person at the keyboard: what is wrong and what to do
 */
public record BrokerFault(String code, String sentence) {}
