package shop.basket;
import jakarta.validation.constraints.*;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;
import java.time.Duration;
@Validated @ConfigurationProperties("basket")
public record BasketProperties(@NotNull Duration expiry, @Min(1) int maxItems, @NotBlank String currency) {}
