# Prints the labels of parcels.
require 'json'
require ENV.fetch('PRINTER', 'json')

$stdout.sync = true
parcels = JSON.parse(ENV.fetch('PARCELS', '[]'))
puts "labels 0.6.0: #{parcels.size} parcels"
parcels.each { |parcel| puts "label for #{parcel.fetch('name').upcase}" }
loop do
  File.write('/tmp/alive', Time.now.to_s)
  sleep 15
end
