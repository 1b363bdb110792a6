"""What is counted of requests, processes and the index, in the format of Prometheus."""
