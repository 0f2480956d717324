package shop.basket;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
@SpringBootApplication @ConfigurationPropertiesScan
public class BasketApplication { public static void main(String[] a){ SpringApplication.run(BasketApplication.class,a);} }
