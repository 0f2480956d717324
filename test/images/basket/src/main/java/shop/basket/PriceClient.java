package shop.basket;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
@Component
public class PriceClient { private final String url; public PriceClient(@Value("${prices.url}") String url){this.url=url;} }
