<?php
// Makes the shop's blog from its articles, again and again.
declare(strict_types=1);

function article(int $number, ?string $author): string
{
    return sprintf("article %d by %s", $number, strtoupper($author));
}

$articles = json_decode(getenv('ARTICLES') ?: '[{"author":"ann"}]', true);
$copies = [];
fwrite(STDOUT, sprintf("blog 1.1.0: %d articles\n", count($articles)));
foreach ($articles as $number => $entry) {
    fwrite(STDOUT, article($number, $entry['author'] ?? null) . "\n");
}
for ($n = 0; $n < (int) (getenv('COPIES') ?: 4); $n++) {
    $copies[] = str_repeat('x', 1 << 20);
}
while (true) {
    touch('/tmp/alive');
    sleep(15);
}
