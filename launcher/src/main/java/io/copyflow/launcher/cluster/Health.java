package io.copyflow.launcher.cluster;

import io.copyflow.runtime.Failures;
import io.copyflow.runtime.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * Asks each process of a cluster whether it does its work: stages and channels at {@code /ready}, a broker as its clients
 * do. One that stands still is alive, and answers nothing.
 */
public final class Health {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Cluster cluster;

    public Health(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Why not, of each that does not come to be ready within so long together, as sentences. */
    public List<String> notReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> not = new ArrayList<>();
        for (Member member : cluster.members()) {
            String why = whyNot(member);
            while (!why.isEmpty() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(PAUSE.toNanos());
                why = whyNot(member);
            }
            if (!why.isEmpty()) {
                not.add(member.name() + " is not ready: " + why);
            }
        }
        return not;
    }

    /** Empty when it is ready. */
    private String whyNot(Member member) {
        if (!member.awaitRunning(Duration.ZERO)) {
            return "it is " + member.state().name().toLowerCase(Locale.ROOT) + " and has not said that it runs. "
                    + member.told();
        }
        return member.kind() == Member.Kind.BROKER
                ? whyNotAsBroker(cluster.addressOf(member))
                : whyNotAt(member.readyAddress());
    }

    static String whyNotAt(@Nullable URI ready) {
        if (ready == null) {
            return "it has not said where to ask";
        }
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(ONE_ANSWER).build()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(ready).timeout(ONE_ANSWER).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? ""
                    : ready + " answered " + answer.statusCode() + " "
                            + answer.body().strip();
        } catch (IOException e) {
            return ready + " did not answer: " + Failures.tell(e).sentence();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "nobody waited for an answer";
        }
    }

    private String whyNotAsBroker(String address) {
        Map<String, Object> client = new HashMap<>(cluster.configuration().kafkaClient());
        client.put(Setting.BOOTSTRAP_SERVERS.key(), address);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ONE_ANSWER.toMillis());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ONE_ANSWER.toMillis());
        try (Admin admin = Admin.create(client)) {
            long there = admin.describeCluster().nodes().get(2 * ONE_ANSWER.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .filter(node -> (node.host() + ":" + node.port()).equals(address))
                    .count();
            return there == 1 ? "" : "the cluster is without it";
        } catch (ExecutionException | TimeoutException e) {
            return address + " did not answer: " + Failures.tell(e).sentence();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "nobody waited for an answer";
        }
    }
}
