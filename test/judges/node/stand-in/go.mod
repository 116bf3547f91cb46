module ack-secure-inference/stand-in

go 1.26.0
