package io.copyflow.media;

import io.copyflow.contract.MediaReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A bucket of S3, or of anything that speaks it. The object's name is the prefix and the hash; its content type and
 * metadata say what it is. Credentials come from where the SDK looks for them: environment, profile, role.
 */
public final class S3Store implements MediaStore {

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /**
     * @param endpoint null for Amazon's own
     * @param bucket must be there
     * @param prefix before each name, such as {@code media/}; may be empty
     */
    public S3Store(@Nullable URI endpoint, String region, String bucket, String prefix) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(30)))
                // what is not Amazon's own does not know the newer checksums; the name is a checksum anyway
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (endpoint != null) {
            builder.endpointOverride(endpoint).forcePathStyle(true);
        }
        this.client = builder.build();
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void put(MediaReference media, Path file) throws IOException {
        if (find(media.hash()) != null) {
            return;
        }
        Map<String, String> size = new HashMap<>();
        if (media.width() != null && media.height() != null) {
            size.put("width", String.valueOf(media.width()));
            size.put("height", String.valueOf(media.height()));
        }
        try {
            client.putObject(
                    put -> put.bucket(bucket)
                            .key(prefix + media.hash())
                            .contentType(media.mediaType())
                            .metadata(size),
                    RequestBody.fromFile(file));
        } catch (SdkException e) {
            throw failed("written", e);
        }
    }

    @Override
    public @Nullable MediaReference find(String hash) throws IOException {
        try {
            HeadObjectResponse head =
                    client.headObject(ask -> ask.bucket(bucket).key(prefix + hash));
            return new MediaReference(
                    hash,
                    head.contentType(),
                    head.contentLength(),
                    number(head.metadata().get("width")),
                    number(head.metadata().get("height")),
                    null);
        } catch (NoSuchKeyException e) {
            return null;
        } catch (SdkException e) {
            throw failed("asked", e);
        }
    }

    @Override
    public InputStream open(String hash) throws IOException {
        try {
            return client.getObject(ask -> ask.bucket(bucket).key(prefix + hash));
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(hash);
        } catch (SdkException e) {
            throw failed("read", e);
        }
    }

    private IOException failed(String deed, SdkException e) {
        return new IOException("The bucket " + bucket + " could not be " + deed + ": " + e.getMessage(), e);
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null; // written by somebody else
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
